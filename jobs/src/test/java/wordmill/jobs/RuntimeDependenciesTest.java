package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds what Maven resolved for running (target/dependencies.txt) against the list that is checked
 * in, so that no version and no jar changes unseen. A wanted change is taken over with the command
 * that the failure prints.
 */
class RuntimeDependenciesTest {
  private static final Path RESOLVED = Path.of("target/dependencies.txt");
  private static final Path EXPECTED = Path.of("src/test/resources/runtime-dependencies.txt");

  /** A line of dependency:list, without the module name that follows. */
  private static final Pattern ARTIFACT =
      Pattern.compile("^ +(\\S+:(?:compile|runtime|provided))\\b.*");

  @Test
  void resolvedDependenciesAreThoseOfTheList() throws IOException {
    List<String> expected = Files.readAllLines(EXPECTED);
    String spark = System.getProperty("wordmill.spark.version");
    assumeTrue(
        expected.stream().anyMatch(line -> line.contains(":spark-core_2.12:jar:" + spark + ":")),
        "the list is that of another Spark than " + spark);
    List<String> resolved = resolved();
    assertThat(difference(expected, resolved))
        .as(
            "if wanted: sed -nE 's/^ +([^ ]+:(compile|runtime|provided)).*/\\1/p' jobs/%s > jobs/%s",
            RESOLVED, EXPECTED)
        .isEmpty();
  }

  @Test
  void oneLoggingBindingOneHadoopOneGuava() throws IOException {
    assertThat(resolved())
        .filteredOn(
            line ->
                line.matches(
                    ".*:(log4j-slf4j.*-impl|slf4j-(reload4j|log4j12|simple|nop|jdk14)|logback-classic):.*"))
        .singleElement()
        .asString()
        .contains(":log4j-slf4j2-impl:");
    assertThat(resolved()).filteredOn(line -> line.contains(":slf4j-api:")).hasSize(1);
    assertThat(resolved())
        .filteredOn(line -> line.startsWith("org.apache.hadoop:hadoop-client"))
        .singleElement()
        .asString()
        .startsWith("org.apache.hadoop:hadoop-client:");
    assertThat(resolved())
        .filteredOn(line -> line.startsWith("com.google.guava:guava:"))
        .hasSize(1);
  }

  private static List<String> resolved() throws IOException {
    try (Stream<String> lines = Files.lines(RESOLVED)) {
      return lines
          .map(ARTIFACT::matcher)
          .filter(matcher -> matcher.matches())
          .map(matcher -> matcher.group(1))
          .toList();
    }
  }

  /** Lines of one list only: - gone, + come. */
  private static List<String> difference(List<String> expected, List<String> resolved) {
    return Stream.concat(
            expected.stream().filter(line -> !resolved.contains(line)).map(line -> "- " + line),
            resolved.stream().filter(line -> !expected.contains(line)).map(line -> "+ " + line))
        .toList();
  }
}
