package wordmill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk is full after every number of bytes that a commit writes. */
class FullDiskTest {
  private static final ArtifactId ID = new ArtifactId("svd", "tiny", "v1");
  private static final int PAGE = 4096;

  @TempDir Path folder;

  @Test
  void ofAnObjectStoreIsOneSentenceAndLeavesNothingHalfCommitted() throws Exception {
    Configuration configuration = new Configuration();
    configuration.set("fs.tiny.impl", TinyDisk.class.getName());
    configuration.set("fs.tiny.impl.disable.cache", "true");
    Store store =
        new Store(
            new org.apache.hadoop.fs.Path("tiny://" + folder.resolve("store")),
            new HadoopConf(configuration),
            Duration.ofHours(1));
    for (int space = 0; space < 5000; space += 25) {
      TinyDisk.left = space;
      if (commits(store)) {
        assertThat(space).isGreaterThan(1000);
        return;
      }
      assertNothingIsLeft(store, folder);
    }
    throw new AssertionError("never committed");
  }

  @Test
  void ofTheMachineIsOneSentenceAndLeavesNothingHalfCommitted() throws Exception {
    assumeTrue(shell("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.toString()));
    try {
      Store store = Store.at(folder.resolve("store").toString(), new Configuration());
      Path filler = folder.resolve("filler");
      for (int free = 0; free <= 16; free++) {
        Files.write(filler, new byte[(16 - free) * PAGE]);
        if (commits(store)) {
          assertThat(free).isGreaterThan(1);
          return;
        }
        Files.delete(filler);
        assertNothingIsLeft(store, folder);
      }
      throw new AssertionError("never committed");
    } finally {
      assertThat(shell("umount", folder.toString())).isTrue();
    }
  }

  /** Whether it fit; the failure must be told in one sentence if not. */
  private static boolean commits(Store store) throws Exception {
    Recipe recipe = StoreTest.recipe("100");
    try (Draft draft = store.begin(ID, "tiny")) {
      DataFile file = StoreTest.write(draft.folder(), "a.txt", "alpha".repeat(100));
      draft.commit(StoreTest.manifest(ID, recipe, file));
    } catch (Exception | Error e) { // Hadoop's FSError is an Error
      assertThat(FileTrouble.behind(e, store.root()).orElseThrow(() -> new AssertionError(e)))
          .hasMessageContaining("No space left on device")
          .hasMessageContaining(store.root().toString());
      return false;
    }
    assertThat(store.damages(ID)).isEmpty();
    return true;
  }

  private static void assertNothingIsLeft(Store store, Path folder) throws Exception {
    assertThat(store.find(ID)).isEmpty();
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  private static boolean shell(String... command) throws Exception {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (java.io.IOException e) { // no such command here
      return false;
    }
  }
}
