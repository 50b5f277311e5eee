package wordmill.jobs;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import wordmill.config.BadInputException;
import wordmill.store.Artifact;
import wordmill.store.ArtifactId;
import wordmill.store.HadoopConf;
import wordmill.store.Manifest;
import wordmill.store.Store;

/** A committed embeddings artifact, found by its folder. */
record VectorsFolder(Store store, Manifest manifest) {
  /**
   * The artifact in the folder, or empty if it has no manifest.
   *
   * @throws BadInputException if it is of another kind, damaged or was moved by hand
   */
  static Optional<VectorsFolder> find(String name) throws IOException {
    BadInputException.check(!name.isBlank(), "The name of a folder of vectors is empty");
    Configuration configuration = SparkHandle.hadoopConfiguration();
    HadoopConf hadoop = new HadoopConf(configuration);
    Path path = hadoop.fileSystem(new Path(name)).makeQualified(new Path(name));
    if (!hadoop.fileSystem(path).exists(new Path(path, Manifest.NAME))) {
      return Optional.empty();
    }
    BadInputException.check(
        path.depth() >= 3, "%s is no embeddings artifact: those lie at KIND/NAME/VERSION", path);
    Path kind = path.getParent().getParent();
    Store store = Store.at(kind.getParent().toString(), configuration);
    ArtifactId id = new ArtifactId(kind.getName(), path.getParent().getName(), path.getName());
    BadInputException.check(
        id.kind().equals("embeddings"), "%s is no embeddings artifact, but %s", path, id);
    return Optional.of(new VectorsFolder(store, store.find(id).orElseThrow()));
  }

  Artifact open() {
    return store.open(manifest);
  }
}
