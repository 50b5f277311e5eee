package wordmill.testdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Writes pairs of any number to any folder; those of test-data are their first. Its name keeps it
 * out of ordinary test runs; asked for with {@code mvn -q -B -pl pipeline test -Dtest=WritePairs
 * -Dpairs=50000 -Dto=DIR}.
 */
class WritePairs {
  @Test
  void intoTheFolderThatIsGiven() throws IOException {
    int pairs = Integer.getInteger("pairs", 50_000);
    String to = System.getProperty("to", "");
    assertThat(Path.of(to)).as("-Dto=DIR").isAbsolute();
    WriteTestData.into(Path.of(to), TestData.pairs("", pairs, pairs));
  }
}
