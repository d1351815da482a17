/**
 * Runs whole jobs with injected faults in the calls of AWS and of Lambda. No change and no letter
 * may be lost, no user may be changed twice, and a letter may be sent twice only after the faults
 * that are known to cause this.
 */
package org.rollcall.local.seams;
