package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import wordmill.jobs.Launcher.Outcome;

/**
 * Python with pinned packages, below {@code target}. It is installed once, and again when the pins
 * change.
 */
record PythonEnvironment(Path folder) {
  private static final Path SOURCES = Path.of("src/test/python").toAbsolutePath();

  /** Installs what is not there of {@code src/test/python/NAME.txt}. */
  static PythonEnvironment of(String name) throws IOException, InterruptedException {
    return of(Path.of("target/python", name), List.of(SOURCES.resolve(name + ".txt")), Map.of());
  }

  /**
   * Installs what is not there of several such files.
   *
   * @param environment that pip sees
   */
  static PythonEnvironment of(Path folder, List<Path> requirements, Map<String, String> environment)
      throws IOException, InterruptedException {
    PythonEnvironment installing = new PythonEnvironment(folder.toAbsolutePath());
    StringBuilder wanted = new StringBuilder();
    for (Path file : requirements) {
      wanted.append(Files.readString(file));
    }
    Path installed = installing.folder.resolve("installed.txt"); // last: with it, all is there
    if (Files.exists(installed) && Files.readString(installed).contentEquals(wanted)) {
      return installing;
    }
    done(Map.of(), List.of("python3", "-m", "venv", "--clear", installing.folder.toString()));
    List<String> pip = new ArrayList<>(List.of(installing.program("pip"), "install", "--quiet"));
    pip.addAll(List.of("--disable-pip-version-check", "--no-compile"));
    pip.add("--no-deps"); // all are in the files
    for (Path file : requirements) {
      pip.addAll(List.of("--requirement", file.toString()));
    }
    done(environment, pip);
    Files.writeString(installed, wanted);
    return installing;
  }

  private static void done(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Outcome outcome = Launcher.runCommand(SOURCES, environment, command);
    assertThat(outcome.code()).as(command + "\n" + outcome.out() + outcome.err()).isZero();
  }

  String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  /** The command that runs a script of {@code src/test/python}. */
  List<String> script(String name, String... arguments) {
    return Stream.concat(
            Stream.of(program("python"), "-B", SOURCES.resolve(name).toString()),
            Stream.of(arguments))
        .toList();
  }
}
