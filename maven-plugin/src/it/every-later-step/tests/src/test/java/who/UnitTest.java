package who;

import org.junit.jupiter.api.Test;

class UnitTest {
  @Test
  void tellsWhoItIs() {
    Who.main(new String[] {System.getProperty("who")});
  }
}
