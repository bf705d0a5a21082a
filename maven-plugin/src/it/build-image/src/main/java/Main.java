/** What the image has. */
final class Main {
  private Main() {}

  public static void main(String[] args) {}
}
