package wordmill.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wordmill.config.BadInputException;
import wordmill.lm.LanguageModel;
import wordmill.lm.SamplingOptions;
import wordmill.random.Seeds;

/** Text that a language model makes up. */
@Command(
    mixinStandardHelpOptions = true,
    description = "Print a text that goes on from PROMPT, or starts where a sentence does.")
final class GenerateCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ModelArguments model;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "PROMPT",
      description = "Words that the model knows.")
  private List<String> prompt = new ArrayList<>();

  @Option(
      names = "--length",
      defaultValue = "50",
      description = "Tokens to draw, 1 or more (default: ${DEFAULT-VALUE}).")
  private int length;

  @Option(
      names = "--temperature",
      defaultValue = "1",
      description = "Below 1 likelier words, above 1 rarer ones (default: ${DEFAULT-VALUE}).")
  private double temperature;

  @Option(names = "--greedy", description = "Always the likeliest word.")
  private boolean greedy;

  @Option(
      names = "--top-k",
      defaultValue = "0",
      description = "Only the k likeliest words; 0: all (default).")
  private int topK;

  @Option(
      names = "--top-p",
      defaultValue = "1",
      description = "Only the likeliest words that make up this share; 1: all (default).")
  private double topP;

  @Option(
      names = "--forbid",
      paramLabel = "WORD",
      description = "Never this word, such as <unk>; may be repeated.")
  private List<String> forbidden = new ArrayList<>();

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "The same seed makes the same text (default: ${DEFAULT-VALUE}).")
  private long seed;

  GenerateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    BadInputException.check(length >= 1, "--length must be 1 or more, but is %d", length);
    LanguageModel asked = LanguageModel.read(model.open(new SparkLanguageModelJob()));
    SamplingOptions sampling =
        (greedy ? SamplingOptions.GREEDY : SamplingOptions.PLAIN.withTemperature(temperature))
            .withTopK(topK)
            .withTopP(topP)
            .without(Set.copyOf(asked.ids(forbidden)));
    console.say(asked.write(prompt, length, sampling, new Seeds(seed).forStage("generate")));
    return ExitCodes.DONE;
  }
}
