package wordmill.evaluate;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import wordmill.store.Json;
import wordmill.store.JsonObject;

/**
 * The real sacreBLEU, in a Python environment of its own below {@code target}. It is installed
 * once, in the versions that {@code sacrebleu.txt} pins, and again when these change.
 */
final class SacreBleu {
  private static final Path SOURCES = Path.of("src/test/python");
  private static final Path REQUIREMENTS = SOURCES.resolve("sacrebleu.txt");
  private static final Path ENVIRONMENT = Path.of("target/python/sacrebleu").toAbsolutePath();

  /** A copy of the requirements, written last: with it the environment is whole. */
  private static final Path INSTALLED = ENVIRONMENT.resolve("installed.txt");

  private static final String PYTHON = ENVIRONMENT.resolve("bin/python").toString();
  private static final File NOTHING = new File("/dev/null");

  private SacreBleu() {}

  /** What {@code bleu_scores.py} answers to a question; see there. */
  static JsonObject answer(byte[] question) throws IOException, InterruptedException {
    install();
    File in = Files.write(ENVIRONMENT.resolve("question.json"), question).toFile();
    String script = SOURCES.resolve("bleu_scores.py").toString();
    return Json.parse(run("sacreBLEU failed", in, PYTHON, script), "sacreBLEU's answer");
  }

  private static void install() throws IOException, InterruptedException {
    if (Files.exists(INSTALLED) && Files.mismatch(INSTALLED, REQUIREMENTS) < 0) {
      return;
    }
    run(
        "python3 cannot make an environment: install python3 and python3-venv",
        NOTHING,
        "python3",
        "-m",
        "venv",
        "--clear",
        ENVIRONMENT.toString());
    run(
        "sacreBLEU cannot be installed: pip needs a package index",
        NOTHING,
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps", // all are in the file
        "--requirement",
        REQUIREMENTS.toString());
    Files.copy(REQUIREMENTS, INSTALLED);
  }

  /** Standard output; if the command fails, an error of {@code sentence} and all that was said. */
  private static byte[] run(String sentence, File in, String... command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("sacrebleu", ".out");
    Path err = Files.createTempFile("sacrebleu", ".err");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(in)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new AssertionError(sentence + "\n" + Files.readString(out) + Files.readString(err));
      }
      return Files.readAllBytes(out);
    } catch (IOException e) {
      throw new AssertionError(sentence, e);
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
