package wordmill.vocab;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import wordmill.store.Artifact;

/** Stub. */
public final class Vocabulary implements Serializable {
  private static final long serialVersionUID = 1L;
  private final String[] words;

  private Vocabulary(String[] words) {
    this.words = words;
  }

  public static Vocabulary read(Artifact artifact) throws IOException {
    try (InputStream in = artifact.folder().read(artifact.files("vocabulary.tsv").get(0))) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      return new Vocabulary(
          lines.stream().map(line -> line.substring(0, line.indexOf('\t'))).toArray(String[]::new));
    }
  }

  public int size() {
    return words.length;
  }

  public String word(int id) {
    return words[id];
  }

  public java.util.OptionalInt id(String word) {
    for (int id = 0; id < words.length; id++) {
      if (words[id].equals(word)) {
        return java.util.OptionalInt.of(id);
      }
    }
    return java.util.OptionalInt.empty();
  }
}
