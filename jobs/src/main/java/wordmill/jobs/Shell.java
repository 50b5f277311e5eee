package wordmill.jobs;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Arguments spelled for a shell. */
final class Shell {
  private Shell() {}

  /** A configuration and its overrides as arguments. */
  static String again(String config, List<String> overrides) {
    return Stream.concat(
            Stream.of(config), overrides.stream().flatMap(set -> Stream.of("--set", set)))
        .map(Shell::quoted)
        .collect(Collectors.joining(" "));
  }

  static String quoted(String argument) {
    return argument.matches("[\\p{L}\\p{N}_./:=,@%+-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
