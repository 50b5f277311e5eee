package wordmill.evaluate;

import java.util.ArrayList;
import java.util.List;
import wordmill.embeddings.Embeddings;

/** Asks every question of a file and counts the right answers by section. */
final class AnalogyScorer {
  private AnalogyScorer() {}

  /** A question is scored if its four words are among the {@code restrict} most frequent. */
  static AnalogyScore score(AnalogyFile file, Embeddings embeddings, int restrict) {
    int rows = Math.min(restrict, embeddings.size());
    List<int[]> known = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    for (AnalogyFile.Section section : file.sections()) {
      for (AnalogyFile.Question question : section.questions()) {
        int[] ids = ids(question, embeddings, rows);
        if (ids.length == 4) {
          known.add(ids);
        }
      }
      ends.add(known.size());
    }
    AnalogySolver.Answers answers = AnalogySolver.solve(embeddings, known, rows);
    List<AnalogyScore.Section> scores = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < ends.size(); i++) {
      AnalogyFile.Section section = file.sections().get(i);
      int to = ends.get(i);
      scores.add(
          new AnalogyScore.Section(
              section.name(),
              section.questions().size(),
              to - from,
              right(answers.add(), known, from, to),
              right(answers.mul(), known, from, to)));
      from = to;
    }
    return new AnalogyScore(file.name(), scores);
  }

  /** The four ids, or fewer if a word is unknown or too rare. */
  private static int[] ids(AnalogyFile.Question question, Embeddings embeddings, int rows) {
    return List.of(question.a(), question.b(), question.c(), question.d()).stream()
        .mapToInt(word -> embeddings.id(word).orElse(rows))
        .filter(id -> id < rows)
        .toArray();
  }

  private static int right(List<Integer> answers, List<int[]> known, int from, int to) {
    int right = 0;
    for (int q = from; q < to; q++) {
      if (answers.get(q) == known.get(q)[3]) {
        right++;
      }
    }
    return right;
  }
}
