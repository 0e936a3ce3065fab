/** An answer other than 2xx. */
export class CamundaRefusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.name = 'CamundaRefusal';
    this.status = status;
  }
}

/** One login at Camunda's web apps: the cookie serves Tasklist, Operate and our desk; writing calls need the token of the login's answer. */
export class CamundaSession {
  readonly username: string;
  readonly #url: string;
  readonly #password: string;
  #cookie = '';
  #csrf = '';

  constructor(webappsUrl: string, username: string, password: string) {
    this.#url = webappsUrl;
    this.username = username;
    this.#password = password;
  }

  /** Value of the Cookie header; our own pages take it as login. */
  async cookie(): Promise<string> {
    if (this.#cookie === '') await this.#login();
    return this.#cookie;
  }

  /** Calls the API; throws with the status and the beginning of the answer when it is refused. */
  async call(method: string, path: string, body?: unknown): Promise<unknown> {
    const headers = { 'Content-Type': 'application/json', Cookie: await this.cookie(), 'X-CSRF-TOKEN': this.#csrf };
    const response = await fetch(this.#url + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok)
      throw new CamundaRefusal(
        response.status,
        `${method} ${path.replace(/\d{6,}/g, '…')} by ${this.username}: ${response.status} ${(await response.text()).slice(0, 200)}`,
      );
    return response.json();
  }

  async #login(): Promise<void> {
    const credentials = new URLSearchParams({ username: this.username, password: this.#password });
    const response = await fetch(`${this.#url}/api/login?${credentials.toString()}`, { method: 'POST' });
    if (!response.ok) throw new Error(`Camunda refuses the login of ${this.username}: ${response.status}`);
    this.#cookie = response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';', 1)[0])
      .join('; ');
    this.#csrf = response.headers.get('X-CSRF-TOKEN') ?? '';
  }
}
