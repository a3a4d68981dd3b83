/** `Once connected`, without a word of what to. */
export const namesNoPlace =
  /^(?:(?:once|after|when) (?:you\S* (?:have |are )?)?(?:been )?(?:logged|logging|connected|connecting)[- ]?(?:back )?(?:in|on)?|une fois (?:connecté\(?e?\)?|logué))(?: (?:as|en tant que) [\w-]+)?\s*[:,(…]?$/iu
/** Services and networks into which one logs in, as words name them. */
export const services =
  /\b(?:vpn|portal|dashboard|web ?ui|browser|sso|app|website|account|compte|navigateur)\b/iu

const signsIn =
  /^(?![^\n]*\bssh\b)[^\n]{0,200}?\b(?:log-?in|sign-?in|auth|authenticate|configure|connect|kinit|tsh|wg-quick|openvpn)\b/imu
/** Most scripts hold none of these, which are found at once. */
const maySignIn = /log-?in|sign-?in|auth|configure|connect|kinit|tsh|wg-quick|openvpn/i
/** Whether a script has a command that logs in to a service, and not to a machine. */
export function isSignIn(script: string): boolean {
  return script.length <= longest && maySignIn.test(script) && signsIn.test(script)
}

/** Unit: UTF-16 units. */
const longest = 2000
