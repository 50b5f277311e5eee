package wordmill.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class WeightColorTest {
  /** Ottosson's matrices the other way, from sRGB's bytes to Oklab. */
  private static double[] oklab(String hex) {
    double r = light(hex, 1);
    double g = light(hex, 3);
    double b = light(hex, 5);
    double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return new double[] {
      0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
    };
  }

  private static double light(String hex, int at) {
    double curved = Integer.parseInt(hex.substring(at, at + 2), 16) / 255.0;
    return curved <= 0.04045 ? curved / 12.92 : Math.pow((curved + 0.055) / 1.055, 2.4);
  }

  private static double distance(double[] x, double[] y) {
    return Math.hypot(Math.hypot(x[0] - y[0], x[1] - y[1]), x[2] - y[2]);
  }

  @Test
  void equalStepsOfWeightLookEquallyLarge() {
    double whole = distance(oklab(WeightColor.of(0).hex()), oklab(WeightColor.of(1).hex()));
    for (int i = 0; i < 10; i++) {
      double[] from = oklab(WeightColor.of(i / 10.0).hex());
      double[] to = oklab(WeightColor.of((i + 1) / 10.0).hex());
      assertThat(distance(from, to)).isCloseTo(whole / 10, within(0.004)); // bytes are rounded
    }
  }

  @Test
  void hueIsOneAndLightnessFalls() {
    for (int i = 1; i <= 10; i++) {
      double[] color = oklab(WeightColor.of(i / 10.0).hex());
      assertThat(Math.toDegrees(Math.atan2(color[2], color[1]))).isCloseTo(262 - 360, within(8.0));
      assertThat(color[0]).isLessThan(oklab(WeightColor.of((i - 1) / 10.0).hex())[0]);
    }
  }

  /** 4.5 is what WCAG 2 asks of text. */
  @Test
  void inkIsLegibleOnAnyShade() {
    for (int i = 0; i <= 1000; i++) {
      WeightColor color = WeightColor.of(i / 1000.0);
      double paper =
          0.2126 * light(color.hex(), 1)
              + 0.7152 * light(color.hex(), 3)
              + 0.0722 * light(color.hex(), 5);
      double contrast = color.ink().equals("#000") ? (paper + 0.05) / 0.05 : 1.05 / (paper + 0.05);
      assertThat(contrast).as("weight %d/1000", i).isGreaterThan(4.5);
    }
    assertThat(WeightColor.of(0.05).ink()).isEqualTo("#000");
    assertThat(WeightColor.of(1).ink()).isEqualTo("#fff");
  }
}
