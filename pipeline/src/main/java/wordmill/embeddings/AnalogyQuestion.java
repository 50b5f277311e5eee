package wordmill.embeddings;

import java.util.List;

/** "a is to b as c is to what". */
public record AnalogyQuestion(String a, String b, String c) {
  /** The three in order. */
  public List<String> words() {
    return List.of(a, b, c);
  }
}
