package wordmill.word2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import wordmill.random.Generator;

/** Several threads on one pair of blocks. */
final class ReplicaTest {
  private static final int THREADS = 4;
  private static final int DIMENSION = 7;

  /** More than are ever copied, so that both kinds of rows are trained. */
  private static final int ROWS = 2_400;

  @Test
  void threadsThatShareNoRowDoWhatOneAfterAnotherDo() throws IOException {
    WordBlock input = TestBlocks.random(ROWS, DIMENSION, 1);
    WordBlock output = TestBlocks.random(ROWS, DIMENSION, 2);
    WordBlock oneInput = input.copy();
    WordBlock oneOutput = output.copy();
    Replica together = new Replica(input, output, THREADS);
    TrainingSums sums = together.train(thread -> trainOwnRows(together, thread, thread));
    TrainingSums oneSums = TrainingSums.NONE;
    for (int part = 0; part < THREADS; part++) {
      int number = part;
      Replica alone = new Replica(oneInput, oneOutput, 1);
      oneSums = oneSums.merge(alone.train(thread -> trainOwnRows(alone, thread, number)));
    }
    assertThat(sums.pairs()).isEqualTo(oneSums.pairs()).isEqualTo(3L * ROWS);
    assertThat(sums.loss()).isCloseTo(oneSums.loss(), within(1e-6 * oneSums.loss()));
    assertNear(input, TestBlocks.rows(oneInput), 1e-5f);
    assertNear(output, TestBlocks.rows(oneOutput), 1e-5f);
  }

  /** Rows that leave the remainder {@code part}: each thread has frequent ones and rare ones. */
  private static TrainingSums trainOwnRows(Replica replica, int thread, int part) {
    NegativeSampler own = new NegativeSampler(ROWS, row -> row % THREADS == part ? 1 : 0, 1);
    Steps steps = new Steps(replica, thread, own, 5, new Generator(part));
    for (int pass = 0; pass < 3; pass++) {
      for (int row = part; row < ROWS; row += THREADS) {
        steps.draw(row);
        steps.trainEach(new int[] {row}, 0, 1, 0.05f);
        if (row % 100 == part) {
          steps.merge();
        }
      }
    }
    steps.merge();
    return steps.sums();
  }

  @Test
  void changesOfAFrequentRowByAllThreadsAddUp() throws IOException {
    WordBlock input = TestBlocks.random(5, DIMENSION, 3);
    WordBlock output = TestBlocks.random(8, DIMENSION, 4);
    float[] before = input.row(0);
    float[] expected = before.clone();
    for (int part = 0; part < THREADS; part++) {
      int number = part;
      WordBlock aloneInput = input.copy();
      Replica alone = new Replica(aloneInput, output.copy(), 1);
      alone.train(thread -> trainFirstRow(alone, thread, number));
      for (int d = 0; d < DIMENSION; d++) {
        expected[d] += aloneInput.row(0)[d] - before[d];
      }
    }
    Replica together = new Replica(input, output, THREADS);
    CountDownLatch trained = new CountDownLatch(THREADS);
    together.train(
        thread -> {
          Steps steps = stepOnFirstRow(together, thread, thread);
          awaitOthers(trained); // nobody merges before all have trained
          steps.merge();
          return steps.sums();
        });
    assertThat(input.row(0)).containsExactly(expected, within(1e-5f));
  }

  private static TrainingSums trainFirstRow(Replica replica, int thread, int part) {
    Steps steps = stepOnFirstRow(replica, thread, part);
    steps.merge();
    return steps.sums();
  }

  /** Input 0 against an output and a negative that no other part uses. */
  private static Steps stepOnFirstRow(Replica replica, int thread, int part) {
    NegativeSampler own = new NegativeSampler(8, row -> row == THREADS + part ? 1 : 0, 1);
    Steps steps = new Steps(replica, thread, own, 1, new Generator(part));
    steps.draw(part);
    steps.trainEach(new int[] {0}, 0, 1, 0.5f);
    return steps;
  }

  private static void awaitOthers(CountDownLatch trained) {
    trained.countDown();
    try {
      trained.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stirred by all threads at once, rows that nobody trains stay as they are. */
  @Test
  void rowsThatNobodyTrainsKeepTheirBits() throws IOException {
    WordBlock input = TestBlocks.random(ROWS, DIMENSION, 5);
    WordBlock output = TestBlocks.random(ROWS, DIMENSION, 6);
    float[][] before = TestBlocks.rows(input);
    Replica replica = new Replica(input, output, THREADS);
    NegativeSampler sampler = new NegativeSampler(ROWS, row -> 1, 0.75);
    replica.train(
        thread -> {
          Steps steps = new Steps(replica, thread, sampler, 5, new Generator(thread));
          for (int i = 0; i < 5_000; i++) {
            steps.draw(i % ROWS);
            steps.trainEach(new int[] {i % 2 * 1_500}, 0, 1, 0.01f);
            if (i % 50 == 0) {
              steps.merge();
            }
          }
          steps.merge();
          return steps.sums();
        });
    float[][] after = TestBlocks.rows(input);
    for (int row = 0; row < ROWS; row++) {
      if (row == 0 || row == 1_500) {
        assertThat(after[row]).isNotEqualTo(before[row]);
      } else {
        assertThat(after[row]).isEqualTo(before[row]);
      }
    }
    assertThat(input.isFinite()).isTrue();
    assertThat(output.isFinite()).isTrue();
  }

  @Test
  void whatOneThreadThrowsTheCallerGets() {
    for (int bad = 0; bad < THREADS; bad++) {
      int thrower = bad;
      assertThatThrownBy(() -> failIn(thrower, new EOFException("cut short")))
          .isInstanceOf(EOFException.class)
          .hasMessage("cut short");
      assertThatThrownBy(() -> failIn(thrower, new DivergedException("rotation 3", 0.05)))
          .isInstanceOf(DivergedException.class)
          .hasMessageContaining("rotation 3");
    }
  }

  private static void failIn(int thrower, Exception failure) throws IOException {
    WordBlock block = TestBlocks.random(3, DIMENSION, 7);
    Replica replica = new Replica(block, block.copy(), THREADS);
    replica.train(
        thread -> {
          if (thread == thrower) {
            if (failure instanceof IOException io) {
              throw io;
            }
            throw (RuntimeException) failure;
          }
          return TrainingSums.NONE;
        });
  }

  private static void assertNear(WordBlock block, float[][] expected, float distance) {
    for (int row = 0; row < block.rows(); row++) {
      assertThat(block.row(row)).as("row %d", row).containsExactly(expected[row], within(distance));
    }
  }
}
