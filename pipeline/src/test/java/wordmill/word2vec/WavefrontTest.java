package wordmill.word2vec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class WavefrontTest {
  @Test
  void cellsTrainedTogetherShareNoPartAndEachPartMeetsTheOthersInOrder() throws Exception {
    for (int parts : new int[] {1, 2, 7, 20}) {
      Wavefront wavefront = new Wavefront(parts);
      boolean[] inputBusy = new boolean[parts];
      boolean[] outputBusy = new boolean[parts];
      int[] inputNext = new int[parts]; // each touched by who trains the part
      int[] outputNext = new int[parts];
      AtomicInteger trained = new AtomicInteger();
      try (Team team = new Team(4)) {
        team.all(
            thread -> {
              Random random = new Random(thread);
              Optional<Wavefront.Cell> next = wavefront.take();
              while (next.isPresent()) {
                Wavefront.Cell cell = next.get();
                assertThat(cell.output()).isEqualTo((cell.input() + cell.shift()) % parts);
                claim(inputBusy, cell.input());
                claim(outputBusy, cell.output());
                assertThat(inputNext[cell.input()]++).isEqualTo(cell.shift());
                assertThat(outputNext[cell.output()]++).isEqualTo(cell.shift());
                LockSupport.parkNanos(random.nextInt(200_000));
                release(inputBusy, cell.input());
                release(outputBusy, cell.output());
                trained.incrementAndGet();
                wavefront.done(cell);
                next = wavefront.take();
              }
            });
      }
      assertThat(trained).hasValue(parts * parts);
    }
  }

  private static void claim(boolean[] busy, int part) {
    synchronized (busy) {
      assertThat(busy[part]).isFalse();
      busy[part] = true;
    }
  }

  private static void release(boolean[] busy, int part) {
    synchronized (busy) {
      busy[part] = false;
    }
  }

  @Test
  void whoWaitsIsToldOfAFailure() throws Exception {
    Wavefront wavefront = new Wavefront(1);
    wavefront.take();
    Thread failing = new Thread(wavefront::abandon);
    failing.start();
    Optional<Wavefront.Cell> none = wavefront.take();
    failing.join();
    assertThat(none).isEmpty();
  }
}
