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

/** A committed artifact, found by its folder. */
record ArtifactAtPath(Store store, Manifest manifest) {
  /**
   * The artifact in the folder, or empty if it has no manifest.
   *
   * @param kindName what it must be
   * @throws BadInputException if it is of another kind, damaged or was moved by hand
   */
  static Optional<ArtifactAtPath> find(String name, String kindName) throws IOException {
    BadInputException.check(!name.isBlank(), "The name of an artifact's folder is empty");
    Configuration configuration = SparkHandle.hadoopConfiguration();
    HadoopConf hadoop = new HadoopConf(configuration);
    Path path = hadoop.fileSystem(new Path(name)).makeQualified(new Path(name));
    if (!hadoop.fileSystem(path).exists(new Path(path, Manifest.NAME))) {
      return Optional.empty();
    }
    BadInputException.check(
        path.depth() >= 3, "%s is no artifact: those lie at KIND/NAME/VERSION", path);
    Path kind = path.getParent().getParent();
    Store store = Store.at(kind.getParent().toString(), configuration);
    ArtifactId id = new ArtifactId(kind.getName(), path.getParent().getName(), path.getName());
    BadInputException.check(
        id.kind().equals(kindName), "%s is no %s artifact, but %s", path, kindName, id);
    return Optional.of(new ArtifactAtPath(store, store.find(id).orElseThrow()));
  }

  Artifact open() {
    return store.open(manifest);
  }
}
