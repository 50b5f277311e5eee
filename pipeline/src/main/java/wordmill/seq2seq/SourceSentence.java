package wordmill.seq2seq;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import wordmill.text.Tokenization;
import wordmill.vocab.Vocabulary;

/**
 * A line to translate: its tokens as they are written, and their ids, those of unknown ones the
 * marker's.
 */
record SourceSentence(List<String> tokens, List<Integer> ids) {
  /** White space around the line does not count. */
  static SourceSentence of(String line, Tokenization tokenizer, Vocabulary vocabulary) {
    byte[] utf8 = line.strip().getBytes(StandardCharsets.UTF_8);
    List<String> tokens = new ArrayList<>();
    List<Integer> ids = new ArrayList<>();
    int marker = vocabulary.id(Vocabulary.UNKNOWN).orElseThrow();
    tokenizer
        .start()
        .tokens(
            utf8,
            0,
            utf8.length,
            (bytes, from, to) -> {
              tokens.add(new String(bytes, from, to - from, StandardCharsets.UTF_8));
              int id = vocabulary.find(bytes, from, to);
              ids.add(id < 0 ? marker : id);
            });
    return new SourceSentence(tokens, ids);
  }

  int[] idArray() {
    return ids.stream().mapToInt(id -> id).toArray();
  }

  boolean isEmpty() {
    return ids.isEmpty();
  }
}
