package who;

import software.amazon.awssdk.services.sts.StsClient;

/** Prints who the AWS SDK finds itself to be, wherever it runs. */
public class Who {
  public static void main(String[] names) {
    try (StsClient sts = StsClient.create()) {
      System.out.println(names[0] + " is " + sts.getCallerIdentity().arn());
    }
  }
}
