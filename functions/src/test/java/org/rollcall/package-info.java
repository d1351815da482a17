/** What the tests of all packages share, and the walls between the packages. */
package org.rollcall;
