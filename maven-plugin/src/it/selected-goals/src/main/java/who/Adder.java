package who;

/** Something that PIT can change. */
public final class Adder {
  private Adder() {}

  public static int add(int one, int other) {
    return one + other;
  }
}
