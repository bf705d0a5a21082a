package who;

import com.amazonaws.SdkClientException;
import com.amazonaws.auth.DefaultAWSCredentialsProviderChain;

/** Prints whose key the AWS SDK 1 finds. */
public class OldWho {
  public static void main(String[] names) {
    try {
      var found = new DefaultAWSCredentialsProviderChain().getCredentials();
      System.out.println(names[0] + " has " + found.getAWSAccessKeyId());
    } catch (SdkClientException e) {
      System.out.println(names[0] + " has nothing");
    }
  }
}
