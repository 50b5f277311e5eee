package wordmill.jobs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import wordmill.config.BadInputException;
import wordmill.corpus.SentenceEncoder;
import wordmill.evaluate.Perplexity;
import wordmill.lm.LanguageModel;
import wordmill.store.HadoopConf;

/** How well a language model predicts a text. */
@Command(
    mixinStandardHelpOptions = true,
    description =
        "Print the perplexity of each FILE; without one, of each line of the standard input.")
final class ScoreCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ModelArguments model;

  @Parameters(index = "1..*", arity = "0..*", paramLabel = "FILE")
  private List<String> files = List.of();

  ScoreCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    LanguageModel asked = LanguageModel.read(model.open(new SparkLanguageModelJob()));
    SentenceEncoder encoder = asked.encoder();
    if (files.isEmpty()) {
      BufferedReader lines = reader(System.in);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        console.say(sentence(asked, encoder, Stream.of(line)) + "\t" + line);
      }
      return ExitCodes.DONE;
    }
    HadoopConf hadoop = new HadoopConf(SparkHandle.hadoopConfiguration());
    for (String file : files) {
      Path path = new Path(file);
      BadInputException.check(hadoop.fileSystem(path).exists(path), "There is no file %s", file);
      BadInputException.check(
          hadoop.fileSystem(path).getFileStatus(path).isFile(), "%s is a folder, not a file", file);
      try (BufferedReader lines = reader(hadoop.fileSystem(path).open(path))) {
        console.say(sentence(asked, encoder, lines.lines()) + "\t" + file);
      }
    }
    return ExitCodes.DONE;
  }

  private static BufferedReader reader(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  private static int[] encoded(SentenceEncoder encoder, String line) {
    byte[] utf8 = line.getBytes(StandardCharsets.UTF_8);
    int length = encoder.encode(utf8, 0, utf8.length);
    return Arrays.copyOf(encoder.ids(), length);
  }

  /** Lines without a word that the model knows, or its marker, are no sentences. */
  private static String sentence(
      LanguageModel asked, SentenceEncoder encoder, Stream<String> lines) {
    Perplexity score =
        asked.score(
            lines.map(line -> encoded(encoder, line)).filter(ids -> ids.length > 0).iterator());
    if (score.tokens() == 0) {
      return "no token";
    }
    String figure =
        asked.isOfCharacters()
            ? String.format("bits-per-character=%.4f", score.bitsPerCharacter())
            : String.format("perplexity=%.2f", score.value());
    return figure + "\ttokens=" + score.tokens();
  }
}
