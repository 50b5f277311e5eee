package wordmill.seq2seq;

/**
 * A weight as a shade of blue: a straight line through Oklab (Ottosson 2020, "A perceptual color
 * space for image processing") from nearly white at 0 to dark blue at 1. So equal differences of
 * weights look equally large, and a print in grey says the same.
 *
 * @param red linear light, 0 to 1, as are the others
 */
record WeightColor(double red, double green, double blue) {
  private static final double LIGHTEST = 0.985;
  private static final double DARKEST = 0.36;
  private static final double CHROMA = 0.14;
  private static final double HUE = StrictMath.toRadians(262);

  /** Where black and white ink have the same contrast, 4.58, by the guidelines WCAG 2. */
  private static final double MIDDLE_LUMINANCE = 0.179;

  static WeightColor of(double weight) {
    double lightness = LIGHTEST + weight * (DARKEST - LIGHTEST);
    double chroma = weight * CHROMA;
    return ofOklab(lightness, chroma * StrictMath.cos(HUE), chroma * StrictMath.sin(HUE));
  }

  private static WeightColor ofOklab(double lightness, double a, double b) {
    double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
    double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
    double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
    return new WeightColor(
        4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
        -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
        -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
  }

  private static double cube(double x) {
    return x * x * x;
  }

  /** As SVG writes colours. */
  String hex() {
    return "#%02x%02x%02x".formatted(inByte(red), inByte(green), inByte(blue));
  }

  /** The sRGB standard's curve, IEC 61966-2-1. */
  private static int inByte(double light) {
    double curved =
        light <= 0.0031308 ? 12.92 * light : 1.055 * StrictMath.pow(light, 1 / 2.4) - 0.055;
    return (int) Math.round(255 * curved);
  }

  /** Of text upon it: black on light, white on dark. */
  String ink() {
    double luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    return luminance > MIDDLE_LUMINANCE ? "#000" : "#fff";
  }
}
