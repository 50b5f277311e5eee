package wordmill.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
  @Test
  void whiteSpaceOfAnyWidthIsTrimmedFromBothEndsAlone() {
    assertThat(trimmed("\u3000 \u0085a\u00a0b\u2003\t")).isEqualTo("a\u00a0b");
    assertThat(trimmed("한")).isEqualTo("한");
    assertThat(trimmed(" \u3000")).isEmpty();
    assertThat(trimmed("")).isEmpty();
  }

  /** Between two letters, which the trimming must not look at. */
  private static String trimmed(String text) {
    byte[] bytes = ("x" + text + "x").getBytes(StandardCharsets.UTF_8);
    int from = Utf8.trimmedFrom(bytes, 1, bytes.length - 1);
    int to = Utf8.trimmedTo(bytes, from, bytes.length - 1);
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  @Test
  void repairAgreesWithTheJdkOnRandomBytes() {
    Random random = new Random(3);
    int[] leads = {0xc0, 0xc2, 0xdf, 0xe0, 0xe1, 0xed, 0xef, 0xf0, 0xf1, 0xf4, 0xf5, 0xff, 'a'};
    for (int round = 0; round < 50_000; round++) {
      byte[] bytes = new byte[random.nextInt(12)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] =
            (byte)
                (random.nextBoolean()
                    ? leads[random.nextInt(leads.length)]
                    : 0x80 + random.nextInt(64));
      }
      if (hasSurrogate(bytes)) {
        continue; // the JDK replaces all three bytes at once, unlike definition D93b
      }
      ByteBuilder out = new ByteBuilder();
      Utf8.repair(bytes, 0, bytes.length, out);
      String jdk = new String(bytes, StandardCharsets.UTF_8);
      assertThat(new String(out.array(), 0, out.length(), StandardCharsets.UTF_8))
          .as(Arrays.toString(bytes))
          .isEqualTo(jdk);
      assertThat(Utf8.firstInvalid(bytes, 0, bytes.length) == bytes.length)
          .isEqualTo(Arrays.equals(jdk.getBytes(StandardCharsets.UTF_8), bytes));
    }
  }

  @Test
  void eachByteOfAnEncodedSurrogateIsReplaced() {
    byte[] bytes = {'a', (byte) 0xed, (byte) 0xa2, (byte) 0xbe, 'b'};
    ByteBuilder out = new ByteBuilder();
    Utf8.repair(bytes, 0, bytes.length, out);
    assertThat(new String(out.array(), 0, out.length(), StandardCharsets.UTF_8))
        .isEqualTo("a\ufffd\ufffd\ufffdb");
  }

  private static boolean hasSurrogate(byte[] bytes) {
    for (int i = 0; i + 1 < bytes.length; i++) {
      if ((bytes[i] & 0xff) == 0xed && (bytes[i + 1] & 0xe0) == 0xa0) {
        return true;
      }
    }
    return false;
  }

  @Test
  void everyCodePointIsWellFormedAndIsBuiltAsTheJdkDoes() {
    for (int c = 1; c <= Character.MAX_CODE_POINT; c++) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        byte[] bytes = Character.toString(c).getBytes(StandardCharsets.UTF_8);
        ByteBuilder built = new ByteBuilder();
        built.appendCodePoint(c);
        assertThat(Arrays.equals(Arrays.copyOf(built.array(), built.length()), bytes)).isTrue();
        assertThat(Utf8.sequence(bytes, 0, bytes.length)).isEqualTo(bytes.length);
      }
    }
  }

  @Test
  void aNulByteIsIllFormedAndNotAscii() {
    for (int length = 1; length < 20; length++) {
      for (int at = 0; at < length; at++) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0x7f);
        assertThat(Utf8.isAscii(bytes, 0, length)).isTrue();
        bytes[at] = 0;
        assertThat(Utf8.isAscii(bytes, 0, length)).isFalse();
        assertThat(Utf8.firstInvalid(bytes, 0, length)).isEqualTo(at);
        assertThat(Utf8.indexOf((byte) 0, bytes, 0, length)).isEqualTo(at);
        bytes[at] = (byte) 0x80;
        assertThat(Utf8.isAscii(bytes, 0, length)).isFalse();
      }
    }
  }
}
