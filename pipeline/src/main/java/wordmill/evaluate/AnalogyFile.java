package wordmill.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import wordmill.config.BadInputException;
import wordmill.store.HadoopConf;

/**
 * Questions "a is to b as c is to d" in sections.
 *
 * @param name the file's name without its extension
 * @param sections in the file's order, each with one question or more
 */
record AnalogyFile(String name, List<Section> sections) {
  AnalogyFile {
    sections = List.copyOf(sections);
  }

  /** Questions under one heading. */
  record Section(String name, List<Question> questions) {
    Section {
      questions = List.copyOf(questions);
    }
  }

  /** Four words in lower case; {@code d} is the answer. */
  record Question(String a, String b, String c, String d) {}

  /**
   * Reads lines of four words, or of five whose fourth names the relation (as MSR's), below lines
   * {@code : section}. Questions above the first heading form a section "all".
   */
  static AnalogyFile read(Path path, HadoopConf hadoop) throws IOException {
    List<Section> sections = new ArrayList<>();
    String heading = "all";
    List<Question> questions = new ArrayList<>();
    for (Lines.Line line : Lines.read(path, hadoop)) {
      if (line.fields().get(0).startsWith(":")) {
        addSection(sections, heading, questions);
        heading = String.join(" ", line.fields()).substring(1).strip();
        questions = new ArrayList<>();
      } else {
        questions.add(question(line));
      }
    }
    addSection(sections, heading, questions);
    BadInputException.check(
        !sections.isEmpty(), "%s holds no questions; a line has four words", path);
    return new AnalogyFile(Lines.baseName(path), sections);
  }

  private static void addSection(List<Section> to, String heading, List<Question> questions) {
    if (!questions.isEmpty()) {
      to.add(new Section(heading, questions));
    }
  }

  private static Question question(Lines.Line line) {
    List<String> words = line.fields();
    BadInputException.check(
        words.size() == 4 || words.size() == 5,
        "%s has %d columns; a question has four words",
        line.where(),
        words.size());
    return new Question(words.get(0), words.get(1), words.get(2), words.get(words.size() - 1));
  }
}
