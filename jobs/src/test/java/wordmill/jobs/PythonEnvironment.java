package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import wordmill.jobs.Launcher.Outcome;

/**
 * Python with the packages that {@code src/test/python/NAME.txt} pins, below {@code target}. It is
 * installed once, and again when the pins change.
 */
record PythonEnvironment(Path folder) {
  private static final Path SOURCES = Path.of("src/test/python").toAbsolutePath();

  /** Installs what is not there. */
  static PythonEnvironment of(String name) throws IOException, InterruptedException {
    Path requirements = SOURCES.resolve(name + ".txt");
    Path folder = Path.of("target/python", name).toAbsolutePath();
    PythonEnvironment environment = new PythonEnvironment(folder);
    Path installed = folder.resolve("installed.txt"); // written last: with it, all is there
    if (Files.exists(installed) && Files.mismatch(installed, requirements) < 0) {
      return environment;
    }
    done(List.of("python3", "-m", "venv", "--clear", folder.toString()));
    done(
        List.of(
            environment.program("pip"),
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps", // all are in the file
            "--requirement",
            requirements.toString()));
    Files.copy(requirements, installed);
    return environment;
  }

  private static void done(List<String> command) throws IOException, InterruptedException {
    Outcome outcome = Launcher.runCommand(SOURCES, Map.of(), command);
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
