package com.example;

import software.amazon.awssdk.services.sts.StsClient;

/** Prints the AWS identity of this process. */
public final class WhoAmI {
  private WhoAmI() {}

  public static void main(String[] args) {
    System.out.println("The command runs as " + arn());
  }

  static String arn() {
    try (StsClient sts = StsClient.create()) {
      return sts.getCallerIdentity().arn();
    }
  }
}
