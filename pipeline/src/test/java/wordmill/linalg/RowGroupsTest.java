package wordmill.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RowGroupsTest {
  /** 7 rows in 2 files: 0 2 4 6 and 1 3 5; two rows of 5 cells fill a group of 10. */
  @Test
  void rowsAreDealtToFilesInTurnAndCutWhereAGroupIsFull() {
    RowGroups groups = RowGroups.of(7, 2, 10, row -> 5);
    assertThat(groups.groups()).isEqualTo(2);
    assertThat(groups.keysByRow()).containsExactly(0, 2, 0, 2, 1, 3, 1);
    assertThat(groups.firstRow(1, 1)).isEqualTo(5);
    assertThat(groups.endRow(0, 0)).isEqualTo(4);
    assertThat(groups.fileOf(groups.key(1, 0))).isEqualTo(1);
  }

  @Test
  void everyRowIsWalkedOnceUnderItsKeyAndNoGroupHoldsMoreThanItMay() {
    Random random = new Random(3);
    for (int trial = 0; trial < 200; trial++) {
      int rows = 1 + random.nextInt(300);
      int files = 1 + random.nextInt(rows);
      long[] cells = random.longs(rows, 0, 40).toArray();
      RowGroups groups = RowGroups.of(rows, files, 50, row -> cells[row]);
      int[] keyOf = new int[rows];
      Arrays.fill(keyOf, -1);
      for (int file = 0; file < files; file++) {
        int expected = file;
        for (int group = 0; group < groups.groups(); group++) {
          long sum = 0;
          int walked = 0;
          for (int row = groups.firstRow(file, group);
              row < groups.endRow(file, group);
              row += groups.files()) {
            assertThat(row).isEqualTo(expected);
            expected += files;
            keyOf[row] = groups.key(file, group);
            sum += cells[row];
            walked++;
          }
          assertThat(walked <= 1 || sum <= 50).isTrue();
          assertThat(groups.fileOf(groups.key(file, group))).isEqualTo(file);
        }
      }
      assertThat(groups.keysByRow()).isEqualTo(keyOf);
      assertThat(keyOf).doesNotContain(-1);
    }
  }

  @Test
  void aRowLargerThanAGroupStandsAlone() {
    RowGroups groups = RowGroups.of(4, 1, 10, row -> row == 2 ? 1_000 : 4);
    assertThat(groups.keysByRow()).containsExactly(0, 0, 1, 2);
  }
}
