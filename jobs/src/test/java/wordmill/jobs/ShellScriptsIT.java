package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static wordmill.jobs.Launcher.HOME;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.jobs.Launcher.Outcome;

/** ShellCheck, as {@code .shellcheckrc} sets it. */
class ShellScriptsIT {
  private static final List<String> FOLDERS = List.of(".ci", "deploy", "jobs/src", "pipeline/src");

  @TempDir private Path folder;

  @Test
  void shellCheckFindsNothingInAnyScript() throws Exception {
    List<String> scripts = scripts();
    assertThat(scripts)
        .contains(".ci/run", "deploy/bin/wordmill", "deploy/bench/common.sh")
        .hasSizeGreaterThan(9);
    Outcome outcome = check(HOME, scripts);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.code()).as(outcome.err()).isZero();
  }

  @Test
  void shellCheckFindsAMistake() throws Exception {
    Files.writeString(folder.resolve("wrong.sh"), "#!/bin/bash\nfor f in $1; do rm $f/*; done\n");
    assertThat(check(folder, List.of("wrong.sh")).out()).contains("SC2086");
  }

  private static Outcome check(Path folder, List<String> scripts) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(PythonEnvironment.of("shellcheck").program("shellcheck")));
    command.addAll(scripts);
    return Launcher.runCommand(folder, Map.of(), command);
  }

  private static List<String> scripts() throws IOException {
    List<String> scripts = new ArrayList<>();
    for (String each : FOLDERS) {
      try (Stream<Path> files = Files.walk(HOME.resolve(each))) {
        files
            .filter(ShellScriptsIT::isScript)
            .map(file -> HOME.relativize(file).toString())
            .sorted()
            .forEach(scripts::add);
      }
    }
    return scripts;
  }

  private static boolean isScript(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    if (file.toString().endsWith(".sh")) {
      return true;
    }
    try (var in = Files.newInputStream(file)) {
      String start = new String(in.readNBytes(32), StandardCharsets.US_ASCII);
      return start.matches("(?s)#!\\S*(/| )(env )?(ba)?sh\\n.*");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
