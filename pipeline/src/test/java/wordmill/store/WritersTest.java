package wordmill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several writers want the same artifact. */
class WritersTest {
  private static final ArtifactId ID = new ArtifactId("svd", "tiny", "v1");

  @TempDir java.nio.file.Path folder;
  private Store store;

  @BeforeEach
  void openStore() {
    store = Store.at(folder.resolve("store").toString(), new Configuration());
  }

  @Test
  void whatIsBeingWrittenOrIsWrittenIsNotBegunAgain() throws Exception {
    try (Draft draft = store.begin(ID, "first")) {
      assertThatThrownBy(() -> store.begin(ID, "second"))
          .isInstanceOf(LeaseHeldException.class)
          .hasMessageContaining("svd/tiny/v1 is being written by run first, process");
      assertThat(draft.folder().path().toString()).endsWith("svd/tiny/v1");
    }
    StoreTest.commit(store, ID, StoreTest.recipe("100"));
    assertThatThrownBy(() -> store.begin(ID, "second"))
        .isInstanceOf(LeaseHeldException.class)
        .hasMessageContaining("was committed by another writer");
    assertThat(store.damages(ID)).isEmpty();
    assertThat(folder.resolve("store").resolve(ID.toString()).resolve(Lease.NAME)).doesNotExist();
  }

  @Test
  void ofManyWhoBeginAfterADeadWriterOneWritesAndTheOthersAreToldSo() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    for (int round = 0; round < 100; round++) {
      ArtifactId id = new ArtifactId("svd", "tiny", "r" + round);
      java.nio.file.Path lease = folder.resolve("store").resolve(id.toString()).resolve(Lease.NAME);
      Files.createDirectories(lease.getParent());
      Files.writeString(lease, "{}");
      Files.setLastModifiedTime(lease, FileTime.from(Instant.EPOCH));
      List<Future<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        all.add(threads.submit(() -> commits(id)));
      }
      int winners = 0;
      for (Future<Boolean> one : all) {
        winners += one.get() ? 1 : 0;
      }
      assertThat(winners).isEqualTo(1);
      assertThat(store.damages(id)).isEmpty();
    }
    threads.shutdown();
  }

  private boolean commits(ArtifactId id) throws IOException {
    try {
      StoreTest.commit(store, id, StoreTest.recipe("100"));
      return true;
    } catch (LeaseHeldException e) {
      return false;
    }
  }
}
