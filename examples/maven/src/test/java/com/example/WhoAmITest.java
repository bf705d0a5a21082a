package com.example;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WhoAmITest {
  @Test
  void testsHaveTheRole() {
    String arn = WhoAmI.arn();
    System.out.println("The test runs as " + arn);
    assertTrue(arn.contains(":assumed-role/Deploy/"), arn);
  }
}
