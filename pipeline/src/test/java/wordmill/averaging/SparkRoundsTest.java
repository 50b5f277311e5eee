package wordmill.averaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import wordmill.SharedSpark;
import wordmill.config.BadInputException;

@Tag("spark")
class SparkRoundsTest {
  private static JavaRDD<Integer> numbers(int count, int partitions) {
    return SharedSpark.context()
        .parallelize(IntStream.range(0, count).boxed().toList(), partitions);
  }

  /** What each replica gets, round by round. */
  private static List<List<Integer>> replicas(SparkRounds<Integer> rounds, int stepsPerRound) {
    List<List<Integer>> replicas = new ArrayList<>();
    for (int r = 0; r < rounds.replicas(); r++) {
      replicas.add(new ArrayList<>());
    }
    for (int n = 0; n < rounds.rounds(); n++) {
      List<List<Integer>> round = rounds.round(n).glom().collect();
      assertThat(round).hasSize(rounds.replicas());
      for (int r = 0; r < round.size(); r++) {
        assertThat(round.get(r)).hasSizeLessThanOrEqualTo(stepsPerRound);
        replicas.get(r).addAll(round.get(r));
      }
    }
    return replicas;
  }

  @AfterEach
  void keepNothing() {
    SharedSpark.context().getPersistentRDDs().values().forEach(kept -> kept.unpersist(true));
  }

  @Test
  void eachReplicaGetsItsContiguousShareInOrder() {
    int[][] cases = {
      {0, 2, 3}, {1, 1, 1}, {1, 3, 2}, {7, 2, 2}, {8, 3, 2}, {20, 3, 7}, {23, 5, 1}, {12, 4, 3}
    };
    for (int[] each : cases) {
      int count = each[0];
      int replicas = each[1];
      SparkRounds<Integer> rounds = SparkRounds.cut(numbers(count, 3), replicas, each[2]);
      List<List<Integer>> found = replicas(rounds, each[2]);
      for (int r = 0; r < replicas; r++) {
        int from = r * count / replicas;
        int to = (r + 1) * count / replicas;
        assertThat(found.get(r))
            .as("replica %d of %d steps", r, count)
            .isEqualTo(IntStream.range(from, to).boxed().toList());
      }
      int longest = (count + replicas - 1) / replicas;
      assertThat(rounds.rounds()).isEqualTo((longest + each[2] - 1) / each[2]);
      rounds.unpersist(true);
    }
  }

  @Test
  void emptyPartitionsAndAnyNumberOfThemChangeNothing() {
    List<List<Integer>> expected = replicas(SparkRounds.cut(numbers(11, 1), 2, 2), 2);
    for (int partitions : new int[] {2, 5, 30}) {
      SparkRounds<Integer> rounds = SparkRounds.cut(numbers(11, partitions), 2, 2);
      assertThat(replicas(rounds, 2)).isEqualTo(expected);
    }
  }

  @Test
  void dataThatComesCutIsTakenAsItIs() {
    SparkRounds<Integer> rounds = SparkRounds.of(numbers(12, 6), 2);
    assertThat(rounds.rounds()).isEqualTo(3);
    assertThat(rounds.round(1).collect()).containsExactly(4, 5, 6, 7);
    assertThat(rounds.mapped(i -> 10 * i).round(2).collect()).containsExactly(80, 90, 100, 110);
    assertThatThrownBy(() -> SparkRounds.of(numbers(12, 6), 4))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SparkRounds.of(numbers(12, 6), 0))
        .isInstanceOf(BadInputException.class);
    assertThatThrownBy(() -> SparkRounds.cut(numbers(12, 6), 2, 0))
        .isInstanceOf(BadInputException.class)
        .hasMessage("steps-per-round must be 1 or more, but is 0");
  }
}
