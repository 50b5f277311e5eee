package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import wordmill.store.ArtifactId;
import wordmill.store.DataFile;
import wordmill.store.Store;

/** What lies in a store, to the bit. */
final class Digests {
  private Digests() {}

  /** SHA-256 by file of all artifacts, each of which is whole; scores hold no times. */
  static SortedMap<String, String> of(Path folder) throws IOException {
    return of(Store.at(folder.toString(), new Configuration()));
  }

  /** The same of a store anywhere. */
  static SortedMap<String, String> of(Store store) throws IOException {
    SortedMap<String, String> digests = new TreeMap<>();
    for (ArtifactId id : store.list("")) {
      assertThat(store.damages(id)).isEmpty();
      for (DataFile file : store.find(id).orElseThrow().files()) {
        digests.put(id + "/" + file.name(), file.sha256());
      }
    }
    return digests;
  }
}
