package wordmill.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * How many questions of one file are answered rightly.
 *
 * @param name of the file
 * @param sections in the file's order
 */
public record AnalogyScore(String name, List<Section> sections) {
  public AnalogyScore {
    sections = List.copyOf(sections);
  }

  /**
   * One section, or the sum of several.
   *
   * @param asked questions in the file
   * @param scored those whose four words are all known and frequent enough
   * @param add scored questions that 3CosAdd answers rightly
   * @param mul scored questions that 3CosMul answers rightly
   */
  public record Section(String name, int asked, int scored, int add, int mul) {
    /** Percent right by 3CosAdd of those scored; 0 if there are none. */
    public double addPercent() {
      return scored == 0 ? 0 : 100.0 * add / scored;
    }

    /** Percent right by 3CosMul of those scored; 0 if there are none. */
    public double mulPercent() {
      return scored == 0 ? 0 : 100.0 * mul / scored;
    }
  }

  /** All sections as one. */
  public Section total() {
    return sum("total", sections);
  }

  /**
   * The sums that papers report for Google's questions, whose syntactic sections are named gram…:
   * semantic and syntactic. None unless the file has both kinds.
   */
  public List<Section> kinds() {
    List<Section> semantic = new ArrayList<>(sections);
    semantic.removeIf(section -> section.name().startsWith("gram"));
    List<Section> syntactic = new ArrayList<>(sections);
    syntactic.removeAll(semantic);
    return semantic.isEmpty() || syntactic.isEmpty()
        ? List.of()
        : List.of(sum("semantic", semantic), sum("syntactic", syntactic));
  }

  private static Section sum(String name, List<Section> sections) {
    return new Section(
        name,
        sections.stream().mapToInt(Section::asked).sum(),
        sections.stream().mapToInt(Section::scored).sum(),
        sections.stream().mapToInt(Section::add).sum(),
        sections.stream().mapToInt(Section::mul).sum());
  }
}
