package wordmill.evaluate;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import wordmill.config.BadInputException;
import wordmill.store.HadoopConf;

/** The lines of a small file in lower case, cut at white space. */
final class Lines {
  private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  private Lines() {}

  /**
   * One line that is neither blank nor a comment.
   *
   * @param number from 1
   */
  record Line(Path path, int number, List<String> fields) {
    String where() {
      return path + " line " + number;
    }
  }

  /** All lines but blank ones and those whose first character is #. */
  static List<Line> read(Path path, HadoopConf hadoop) throws IOException {
    FileSystem fileSystem = hadoop.fileSystem(path);
    BadInputException.check(fileSystem.exists(path), "%s does not exist", path);
    BadInputException.check(
        fileSystem.getFileStatus(path).isFile(), "%s is a folder; name a file", path);
    List<Line> lines = new ArrayList<>();
    int number = 0;
    // A decoder, not a charset: it reports invalid bytes instead of replacing them.
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(fileSystem.open(path), StandardCharsets.UTF_8.newDecoder()))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        // A byte order mark is no part of the first word.
        String text = line.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT);
        if (!text.isEmpty() && !text.startsWith("#")) {
          lines.add(new Line(path, number, List.of(SPACE.split(text))));
        }
      }
    } catch (CharacterCodingException e) {
      throw new BadInputException("%s is not UTF-8 text, near line %d", path, number + 1);
    } catch (FileNotFoundException e) {
      throw new BadInputException("%s cannot be read: %s", path, e.getMessage());
    }
    return lines;
  }

  /** The file's name without its folder and its last extension. */
  static String baseName(Path path) {
    String name = path.getName();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
