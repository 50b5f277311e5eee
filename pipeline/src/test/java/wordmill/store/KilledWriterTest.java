package wordmill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real JVM that commits artifacts one after another is killed at random moments. */
class KilledWriterTest {
  @TempDir Path folder;

  /** Commits artifact after artifact until it is killed, or one if it has a second argument. */
  public static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) throws Exception {
      Store store = Store.at(arguments[0], new Configuration());
      int last = arguments.length > 1 ? store.list("").size() + 1 : Integer.MAX_VALUE;
      for (int i = 0; i < last; i++) {
        ArtifactId id = new ArtifactId("svd", "tiny", "v" + i);
        Recipe recipe = StoreTest.recipe(Integer.toString(i));
        if (store.find(id, recipe).isEmpty()) {
          try (Draft draft = store.begin(id, "tiny")) {
            DataFile a = StoreTest.write(draft.folder(), "a.txt", "alpha".repeat(5000));
            DataFile b = StoreTest.write(draft.folder(), "b.txt", "beta".repeat(50));
            draft.commit(StoreTest.manifest(id, recipe, a, b));
          }
        }
      }
    }
  }

  private Process start(String... arguments) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            java,
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Writer.class.getName(),
            folder.resolve("store").toString());
    builder.command().addAll(List.of(arguments));
    File log = folder.resolve("log.txt").toFile();
    return builder
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .redirectErrorStream(true)
        .start();
  }

  @Test
  void whateverTheMomentOfTheKillTheNextRunSucceedsAndAllThatIsCommittedIsWhole() throws Exception {
    Store store = Store.at(folder.resolve("store").toString(), new Configuration());
    Random random = new Random();
    int before = 0;
    for (int kill = 0; kill < 20; kill++) {
      Process process = start();
      while (process.isAlive() && store.list("").size() == before) {
        TimeUnit.MILLISECONDS.sleep(2);
      }
      TimeUnit.MICROSECONDS.sleep(random.nextInt(50_000));
      process.destroyForcibly().waitFor();
      before = store.list("").size();
      for (ArtifactId id : store.list("")) {
        assertThat(store.damages(id)).isEmpty();
      }
    }
    assertThat(start("one").waitFor())
        .as(() -> "the last run; see " + folder.resolve("log.txt"))
        .isZero();
    assertThat(store.list("")).hasSize(before + 1);
  }
}
