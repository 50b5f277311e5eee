package wordmill.jobs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wordmill.config.BadInputException;
import wordmill.seq2seq.AttentionSheet;
import wordmill.seq2seq.DecodingOptions;
import wordmill.seq2seq.TranslationModel;

/** Where a model looks. */
@Command(
    mixinStandardHelpOptions = true,
    description =
        "Translate each SENTENCE and write where the model looked: FOLDER/1.svg, a heat map, and"
            + " FOLDER/1.json, the weights, of the first one, and so on.")
final class AttentionCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ModelArguments model;
  @Mixin private DecodingArguments decoding;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "SENTENCE",
      description = "One argument each: put it in quotes.")
  private List<String> sentences;

  @Option(
      names = "--to",
      paramLabel = "FOLDER",
      defaultValue = "attention",
      description = "Made if it is not there (default: ${DEFAULT-VALUE}).")
  private Path to;

  AttentionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    DecodingOptions options = decoding.over(model.settings());
    TranslationModel asked = TranslationModel.read(model.open(new SparkSeq2SeqJob()));
    BadInputException.check(
        !Files.exists(to) || Files.isDirectory(to), "--to needs a folder, but %s is a file", to);
    List<AttentionSheet> sheets =
        sentences.stream().map(sentence -> asked.attention(sentence, options)).toList();
    Path unused = Files.createDirectories(to);
    for (int i = 0; i < sheets.size(); i++) {
      write(to.resolve(i + 1 + ".json"), sheets.get(i).toJson() + "\n");
      write(to.resolve(i + 1 + ".svg"), sheets.get(i).toSvg());
    }
    return ExitCodes.DONE;
  }

  private void write(Path file, String text) throws IOException {
    Path unused = Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    console.say(file.toString());
  }
}
