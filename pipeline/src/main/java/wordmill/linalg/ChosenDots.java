package wordmill.linalg;

/** The choice, made once, when it is first asked for. */
final class ChosenDots {
  static final Dots INSTANCE =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
          ? new SimdDots()
          : new ScalarDots();

  private ChosenDots() {}
}
