package who;

import org.junit.jupiter.api.Test;

class InIT {
  @Test
  void tellsWhoItIs() {
    Who.main(new String[] {System.getProperty("who")});
  }
}
