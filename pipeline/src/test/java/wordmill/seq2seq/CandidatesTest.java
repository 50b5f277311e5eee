package wordmill.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CandidatesTest {
  private record Candidate(double logProbability, int token, int hypothesis) {}

  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble(Candidate::logProbability)
          .reversed()
          .thenComparingInt(Candidate::token)
          .thenComparingInt(Candidate::hypothesis);

  @Test
  void theBestOfASortAreTaken() {
    Random random = new Random(1);
    for (int k : new int[] {1, 2, 7, 50, 400}) {
      Candidates candidates = new Candidates(k);
      for (int trial = 0; trial < 30; trial++) {
        candidates.clear();
        boolean[] forbidden = new boolean[40];
        forbidden[random.nextInt(40)] = true;
        List<Candidate> all = new ArrayList<>();
        for (int hypothesis = 0; hypothesis < 4; hypothesis++) {
          float[] next = new float[3 + 40];
          double before = -random.nextInt(3);
          for (int token = 0; token < 40; token++) {
            int number = random.nextInt(12); // many are equal
            next[3 + token] = number == 0 ? Float.NEGATIVE_INFINITY : -number;
            if (number != 0 && !forbidden[token]) {
              all.add(new Candidate(before - number, token, hypothesis));
            }
          }
          candidates.offer(hypothesis, before, next, 3, forbidden);
        }
        Collections.shuffle(all, random);
        all.sort(BEST_FIRST);
        assertThat(taken(candidates)).isEqualTo(all.subList(0, Math.min(k, all.size())));
      }
    }
  }

  private static List<Candidate> taken(Candidates candidates) {
    List<Candidate> taken = new ArrayList<>();
    for (int rank = 0; rank < candidates.size(); rank++) {
      taken.add(
          new Candidate(
              candidates.logProbability(rank),
              candidates.token(rank),
              candidates.hypothesis(rank)));
    }
    return taken;
  }
}
