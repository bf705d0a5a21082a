package who;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.junit.jupiter.api.Test;

class KeysTest {
  @Test
  void areInTheEnvironment() {
    assertNotNull(System.getenv("AWS_SECRET_ACCESS_KEY"));
  }
}
