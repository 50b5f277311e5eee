package wordmill.jobs;

import java.util.Optional;
import picocli.CommandLine.Option;
import wordmill.config.Settings;
import wordmill.seq2seq.DecodingOptions;

/** How targets are searched for: what the command says, else what the configuration says. */
final class DecodingArguments {
  @Option(
      names = "--beam",
      paramLabel = "N",
      description =
          "Open hypotheses; 1: always the likeliest token. Of this and the next two the"
              + " configuration has the defaults (seq2seq.beam ...).")
  private Optional<Integer> beam = Optional.empty();

  @Option(
      names = "--length-penalty",
      paramLabel = "POWER",
      description = "Scores are divided by their length to this power.")
  private Optional<Double> lengthPenalty = Optional.empty();

  @Option(
      names = "--max-length",
      paramLabel = "N",
      description = "Most tokens of a target, its end included.")
  private Optional<Integer> maxLength = Optional.empty();

  DecodingOptions over(Settings settings) {
    DecodingOptions given = DecodingOptions.from(settings);
    return new DecodingOptions(
        beam.orElse(given.beam()),
        lengthPenalty.orElse(given.lengthPenalty()),
        maxLength.orElse(given.maxLength()));
  }
}
