package wordmill.jobs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wordmill.config.BadInputException;
import wordmill.config.Settings;
import wordmill.seq2seq.DecodingOptions;
import wordmill.seq2seq.SparkTranslation;
import wordmill.seq2seq.Translation;
import wordmill.seq2seq.TranslationModel;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.HadoopConf;
import wordmill.text.TextOptions;

/** Targets of lines. */
@Command(
    mixinStandardHelpOptions = true,
    description =
        "Print the best target of each line of FILE, or of the standard input; an empty line gives"
            + " an empty line.")
final class TranslateCommand implements Callable<Integer> {
  /** Lines that are translated together. */
  private static final int LINES = 256;

  /** How Spark reads a text, of which a task translates so much; FILE stands for its name. */
  private static final List<String> READING = List.of("text.input=FILE", "text.split-bytes=64 KiB");

  private final Console console;

  @Mixin private ModelArguments model;
  @Mixin private DecodingArguments decoding;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = "",
      description = "A text on any Hadoop file system; with --to also a folder of them.")
  private String file;

  @Option(
      names = "--n-best",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "So many targets of each line, the best first; more than 1 have the line's number and"
              + " their score before them, tabs between (default: ${DEFAULT-VALUE}).")
  private int nBest;

  @Option(
      names = "--replace-unknown",
      description =
          "Put the source word that was attended to most in the place of each unknown one.")
  private boolean replacesUnknown;

  @Option(
      names = "--to",
      paramLabel = "FOLDER",
      defaultValue = "",
      description =
          "A new folder: Spark translates FILE in parts, into files that together have a line for"
              + " each of its lines.")
  private String to;

  TranslateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    DecodingOptions options = decoding.over(model.settings()).withNBest(nBest);
    Artifact artifact = model.open(new SparkSeq2SeqJob());
    if (!to.isEmpty()) {
      translateBySpark(artifact, options);
      return ExitCodes.DONE;
    }
    TranslationModel asked = TranslationModel.read(artifact);
    if (file.isEmpty()) {
      translate(asked, options, System.in);
      return ExitCodes.DONE;
    }
    HadoopConf hadoop = new HadoopConf(SparkHandle.hadoopConfiguration());
    Path path = new Path(file);
    BadInputException.check(hadoop.fileSystem(path).exists(path), "There is no file %s", file);
    BadInputException.check(
        hadoop.fileSystem(path).getFileStatus(path).isFile(),
        "%s is a folder, not a file; --to translates all files of a folder",
        file);
    try (InputStream in = hadoop.fileSystem(path).open(path)) {
      translate(asked, options, in);
    }
    return ExitCodes.DONE;
  }

  private void translate(TranslationModel asked, DecodingOptions options, InputStream in)
      throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    List<String> some = new ArrayList<>();
    long first = 1;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      some.add(line);
      if (some.size() == LINES || !lines.ready()) { // who types wants an answer
        print(asked.translate(some, options, replacesUnknown), first);
        first += some.size();
        some.clear();
      }
    }
  }

  private void print(List<List<Translation>> all, long first) {
    for (int i = 0; i < all.size(); i++) {
      for (Translation each : all.get(i)) {
        console.say(
            nBest == 1
                ? each.text()
                : String.format(Locale.ROOT, "%d\t%.4f\t%s", first + i, each.score(), each.text()));
      }
    }
  }

  private void translateBySpark(Artifact artifact, DecodingOptions options) throws IOException {
    BadInputException.check(!file.isEmpty(), "--to goes with a FILE to translate");
    BadInputException.check(nBest == 1, "--to writes one target a line, so --n-best must be 1");
    HadoopConf hadoop = new HadoopConf(SparkHandle.hadoopConfiguration());
    Path folder = new Path(to);
    BadInputException.check(
        !hadoop.fileSystem(folder).exists(folder), "--to needs a new folder, but %s is there", to);
    TextOptions text = TextOptions.from(Settings.defaults(READING)).reading("FILE", List.of(file));
    try (Progress progress = Progress.on(console.err());
        SparkHandle spark = SparkHandle.start("translate", progress, () -> {}).withNetworks()) {
      progress.begin("translate");
      long started = System.nanoTime();
      long lines =
          SparkTranslation.translate(
              spark.context(),
              artifact,
              text,
              options,
              replacesUnknown,
              new ArtifactFolder(folder, hadoop));
      progress.end((System.nanoTime() - started) / 1e9);
      console.say(lines + " lines in " + to);
    }
  }
}
