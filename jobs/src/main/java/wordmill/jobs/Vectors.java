package wordmill.jobs;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import wordmill.config.BadInputException;
import wordmill.config.Settings;
import wordmill.embeddings.Embeddings;
import wordmill.embeddings.VectorFiles;
import wordmill.store.ArtifactId;
import wordmill.store.HadoopConf;
import wordmill.store.Manifest;
import wordmill.store.Store;

/** Opens word vectors, wherever they are. */
final class Vectors {
  private Vectors() {}

  /**
   * The vectors that a configuration means.
   *
   * @param config the configuration as arguments, for the command that would make them
   */
  static Embeddings of(Settings settings, String config) throws IOException {
    Store store = Store.of(settings, SparkHandle.hadoopConfiguration());
    Step step = Plan.of(settings, store, List.of("embeddings")).step("embeddings");
    Manifest manifest =
        step.finished()
            .orElseThrow(
                () ->
                    new BadInputException(
                        "The embeddings of this configuration are not made yet; make them by:"
                            + " wordmill run %s",
                        config));
    return Embeddings.read(store.open(manifest));
  }

  /** The vectors of a file or folder: one with a manifest is an artifact and checked as such. */
  static Embeddings ofFile(String name) throws IOException {
    Configuration configuration = SparkHandle.hadoopConfiguration();
    HadoopConf hadoop = new HadoopConf(configuration);
    Path path = hadoop.fileSystem(new Path(name)).makeQualified(new Path(name));
    if (!hadoop.fileSystem(path).exists(new Path(path, Manifest.NAME))) {
      return VectorFiles.read(path, hadoop);
    }
    Path kind = path.getParent().getParent();
    Store store = Store.at(kind.getParent().toString(), configuration);
    ArtifactId id = new ArtifactId(kind.getName(), path.getParent().getName(), path.getName());
    BadInputException.check(
        id.kind().equals("embeddings"), "%s is no embeddings artifact, but %s", path, id);
    return Embeddings.read(store.open(store.find(id).orElseThrow()));
  }
}
