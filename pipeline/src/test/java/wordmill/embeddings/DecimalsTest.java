package wordmill.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DecimalsTest {
  @Test
  void everyFloatComesBackFromItsDigits() {
    Random random = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      float value = Float.intBitsToFloat(random.nextInt());
      if (Float.isFinite(value)) {
        assertSame(Float.toString(value));
      }
    }
  }

  @Test
  void anyDigitsGiveTheFloatThatJavaFinds() {
    Random random = new Random(2);
    for (int i = 0; i < 200_000; i++) {
      long digits = random.nextLong() >>> random.nextInt(64);
      int places = random.nextInt(12);
      assertSame(digits / 1_000_000 + "." + Math.abs(digits % 1_000_000));
      assertSame(digits + "e" + (random.nextBoolean() ? "-" : "+") + places);
      assertSame(String.format("%.6f", random.nextGaussian()));
      assertSame(Double.toString(random.nextGaussian()));
    }
  }

  @Test
  void halfWayBetweenFloatsRoundsByTheExactNumber() {
    assertSame("16777217"); // 2^24 + 1
    assertSame("16777217.0000000000000000001");
    assertSame("1.00000005960464477539");
    assertSame("1.000000059604644775390625");
    assertSame("1.0000000596046447753906250000000001");
    assertSame("1e-44");
    assertSame("1e50");
    assertSame("-0.0");
    assertSame(".5");
    assertSame("5.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", ".", "nan", "inf", "1e", "1e+", "1f", "0x1", "1.2.3", "1,5"})
  void whatIsNoNumberIsRefused(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(NumberFormatException.class)
        .hasMessage(text);
  }

  private static void assertSame(String text) {
    assertThat(Float.floatToRawIntBits(parse(text)))
        .as(text)
        .isEqualTo(Float.floatToRawIntBits(Float.parseFloat(text)));
  }

  private static float parse(String text) {
    byte[] bytes = ("x" + text + "9").getBytes(StandardCharsets.UTF_8);
    return Decimals.parse(bytes, 1, bytes.length - 1);
  }
}
