package wordmill.jobs;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import wordmill.config.BadInputException;
import wordmill.embeddings.Embeddings;
import wordmill.embeddings.VectorFiles;
import wordmill.embeddings.VectorFormat;
import wordmill.store.HadoopConf;

/** Word vectors for other programs. */
@Command(mixinStandardHelpOptions = true, description = "Write word vectors for other programs.")
final class ExportCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private VectorsArguments vectors;

  @Option(
      names = "--format",
      required = true,
      description = "word2vec-text, word2vec-binary, projector, parquet or spark-ml.")
  private String format;

  @Option(names = "--to", required = true, paramLabel = "PATH", description = "File or folder.")
  private String to;

  ExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    VectorFormat chosen = format();
    HadoopConf hadoop = new HadoopConf(SparkHandle.hadoopConfiguration());
    Path path = new Path(to);
    BadInputException.check(
        !hadoop.fileSystem(path).exists(path), "--to %s is already there; name another", to);
    Embeddings embeddings = vectors.read();
    VectorFiles.write(embeddings, chosen, path, hadoop);
    console.say(
        String.format(
            "%d words, %d dimensions: %s", embeddings.size(), embeddings.dimension(), to));
    return ExitCodes.DONE;
  }

  private VectorFormat format() {
    return Arrays.stream(VectorFormat.values())
        .filter(known -> kebab(known).equals(format))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "--format must be one of %s, but is %s",
                    Arrays.stream(VectorFormat.values())
                        .map(ExportCommand::kebab)
                        .collect(Collectors.joining(", ")),
                    format));
  }

  private static String kebab(VectorFormat known) {
    return known.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
