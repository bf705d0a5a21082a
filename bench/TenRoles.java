import io.github.rolecall.Host;
import io.github.rolecall.action.Main;

/** Ten times the whole of the action in one process: what is left when the start is paid once. */
final class TenRoles {
  private TenRoles() {}

  public static void main(String[] arguments) {
    for (int i = 0; i < 10; i++) {
      int exit = Main.run(new String[] {"action"}, Host.system(System.out), System.err);
      if (exit != 0) {
        System.exit(exit);
      }
    }
  }
}
