package wordmill.jobs;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import wordmill.config.BadInputException;
import wordmill.config.Settings;
import wordmill.embeddings.Embeddings;
import wordmill.embeddings.VectorFiles;
import wordmill.store.HadoopConf;
import wordmill.store.Manifest;
import wordmill.store.Store;

/** Opens word vectors, wherever they are. */
final class Vectors {
  private Vectors() {}

  /**
   * The vectors of a configuration.
   *
   * @param config the configuration as arguments, for the command that would make them
   */
  static Embeddings of(Settings settings, VectorsSource from, String config) throws IOException {
    Store store = Store.of(settings, SparkHandle.hadoopConfiguration());
    Plan plan = Plan.of(settings, store, List.of(from.stage()));
    Manifest manifest =
        plan.finished(from.stage())
            .orElseThrow(
                () ->
                    new BadInputException(
                        "The %s vectors of this configuration are not made yet; make them by:"
                            + " wordmill run %s",
                        from, config));
    return Embeddings.read(store.open(manifest));
  }

  /** The vectors of a file or folder: one with a manifest is an artifact and checked as such. */
  static Embeddings ofFile(String name) throws IOException {
    Optional<ArtifactAtPath> artifact = ArtifactAtPath.find(name, "embeddings");
    if (artifact.isPresent()) {
      return Embeddings.read(artifact.get().open());
    }
    HadoopConf hadoop = new HadoopConf(SparkHandle.hadoopConfiguration());
    Path path = hadoop.fileSystem(new Path(name)).makeQualified(new Path(name));
    return VectorFiles.read(path, hadoop);
  }
}
