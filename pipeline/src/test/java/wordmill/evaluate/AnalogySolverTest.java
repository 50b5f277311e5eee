package wordmill.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import wordmill.embeddings.AnalogyQuestion;
import wordmill.embeddings.AnalogyRule;
import wordmill.embeddings.Embeddings;
import wordmill.embeddings.Neighbour;
import wordmill.embeddings.Neighbours;
import wordmill.embeddings.RandomEmbeddings;

final class AnalogySolverTest {
  @Test
  void manyQuestionsAtOnceAreAnsweredAsOneByOne() {
    Embeddings embeddings = RandomEmbeddings.of(1500, 11, 1);
    Neighbours neighbours = Neighbours.of(embeddings);
    for (int restrict : List.of(70, 1024, 1500)) {
      List<int[]> questions = questions(embeddings, restrict, 200);
      AnalogySolver.Answers answers = AnalogySolver.solve(embeddings, questions, restrict);
      for (int q = 0; q < questions.size(); q++) {
        int[] ids = questions.get(q);
        AnalogyQuestion question = new AnalogyQuestion("w" + ids[0], "w" + ids[1], "w" + ids[2]);
        List<Neighbour> add = neighbours.analogy(question, AnalogyRule.ADD, 1, restrict);
        List<Neighbour> mul = neighbours.analogy(question, AnalogyRule.MUL, 1, restrict);
        assertThat(answers.add().get(q)).isEqualTo(add.get(0).id());
        assertThat(answers.mul().get(q)).isEqualTo(mul.get(0).id());
      }
    }
  }

  @Test
  void noWordLeftIsNoAnswer() {
    Embeddings three = RandomEmbeddings.of(3, 2, 1);
    AnalogySolver.Answers answers =
        AnalogySolver.solve(three, List.of(new int[] {0, 1, 2}, new int[] {0, 1, 1}), 3);
    assertThat(answers.add()).containsExactly(-1, 2);
    assertThat(answers.mul()).containsExactly(-1, 2);
  }

  private static List<int[]> questions(Embeddings embeddings, int restrict, int count) {
    Random random = new Random(restrict);
    List<int[]> questions = new ArrayList<>();
    while (questions.size() < count) {
      int[] ids = random.ints(4, 0, restrict).toArray();
      if (Arrays.stream(ids).allMatch(id -> embeddings.length(id) > 0)) {
        questions.add(ids);
      }
    }
    return questions;
  }
}
