// The desk when the line drops: every tap is kept on this device first, and sent until the server
// has settled it, always with the same id. Without this script the page's own forms do the work.
'use strict'

const box = document.getElementById('mang')
const storeName = 'dondoc-ban-don-' + box.dataset.ma
const [AGAIN_MS, LONGEST_MS, PATIENCE_MS] = [4000, 30000, 8000]
let pause = AGAIN_MS
let sending = false
let stopped = false // signed out, or the page is too old: only a reload helps
let timer = null

const byId = (id) => document.getElementById(id)
const fill = (words, value) => words.replace('{}', value)

// What waits, and what was refused for good: kept through a reload and a flat battery.

const load = () => {
  try {
    return { waiting: [], refused: [], ...JSON.parse(localStorage.getItem(storeName) || '{}') }
  } catch { return { waiting: [], refused: [] } }
}
let memory = null // of a browser that keeps nothing
const kept = () => memory || load()
const change = (act) => {
  const all = kept()
  act(all)
  try { localStorage.setItem(storeName, JSON.stringify(all)) } catch { memory = all }
}

const newId = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (one) => one.toString(16).padStart(2, '0')).join('')
}

// A form of the page, taken before it is sent.

const take = (event) => {
  event.preventDefault()
  const form = event.target
  const fields = Object.fromEntries(new FormData(form))
  const pressed = event.submitter
  if (pressed && pressed.name) fields[pressed.name] = pressed.value
  delete fields.form_token // the page's own at the time of sending
  delete fields.lan
  fields.ma_quet = newId()
  fields.luc = new Date().toISOString()
  fields.thiet_bi = byId('o-ban').value
  const code = fields.co_mat || fields.bo || fields.van_ghi || ''
  const who = code ? nameOf(code) : fields.ho_ten
  if (!code && !form.reportValidity()) return
  change((all) => all.waiting.push({ fields, who, code, address: form.action, tried: false }))
  if (form.id === 'ghi-them') form.reset()
  byId('van-ghi').hidden = true
  paint()
  send()
}

const rowsOf = (code) => document.querySelectorAll(`.person[data-ma="${CSS.escape(code)}"]`)
const nameOf = (code) => rowsOf(code)[0]?.querySelector('b').textContent || code

// One at a time, in the order of the taps.

const send = async () => {
  if (sending || stopped) return
  clearTimeout(timer)
  sending = true
  try {
    for (let next = kept().waiting[0]; next; next = kept().waiting[0]) {
      if (!await sendOne(next)) break
      pause = AGAIN_MS
    }
  } finally { sending = false }
  paint()
  if (kept().waiting.length && !stopped) {
    timer = setTimeout(send, pause)
    pause = Math.min(pause * 2, LONGEST_MS)
  }
}

const sendOne = async (one) => {
  const answer = await post(one)
  if (answer === null || answer.type === 'opaqueredirect' || answer.status === 403) {
    stopped = answer !== null
    keepTried()
    return false
  }
  const final = answer.status === 200 || answer.status === 400 || answer.status === 404
  const said = final ? await answer.json().catch(() => null) : null
  if (!said) {
    keepTried()
    return false
  }
  settle(one, said, answer.status)
  return true
}

const post = async (one) => {
  const body = new URLSearchParams({ ...one.fields, gui_luc: new Date().toISOString() })
  body.set('form_token', document.querySelector('#ghi [name=form_token]').value)
  if (one.tried) body.set('tu_hang_doi', '1')
  const cut = new AbortController()
  const clock = setTimeout(() => cut.abort(), PATIENCE_MS)
  try {
    return await fetch(one.address, {
      method: 'POST', body, redirect: 'manual', signal: cut.signal, headers: { Accept: 'application/json' }
    })
  } catch { return null } finally { clearTimeout(clock) }
}

const sameScan = (one) => (other) => other.fields.ma_quet === one.fields.ma_quet

// Whatever stands behind the one that did not get through has waited too: it is from a queue.
const keepTried = () => change((all) => all.waiting.forEach((one) => { one.tried = true }))

const settle = (one, said, status) => {
  change((all) => {
    all.waiting = all.waiting.filter((other) => !sameScan(one)(other))
    if (status !== 200 && one.tried) all.refused.push({ who: one.who, says: said.cau })
  })
  tell(said.cau, said.tot)
  if (status !== 200) offerPress(said.van_ghi)
  if ('dem' in said) byId('dem').textContent = said.dem
  if (said.ma && 'co_mat' in said) show(said)
}

// What the page shows.

const tell = (words, good) => {
  const place = byId('ket-qua')
  place.hidden = false
  place.className = 'box ' + (good ? 'box-done' : 'box-look')
  const bold = document.createElement('b')
  bold.textContent = words.charAt(0).toUpperCase() + words.slice(1)
  place.replaceChildren(bold)
}

const offerPress = (code) => {
  byId('van-ghi').hidden = !code
  byId('van-ghi').querySelector('button').value = code || ''
}

const show = (said) => {
  for (const row of rowsOf(said.ma)) {
    row.classList.toggle('is-in', said.co_mat)
    row.querySelector('.at').textContent = said.luc
  }
}

const paint = () => {
  const { waiting, refused } = kept()
  const codes = new Set(waiting.map((one) => one.code))
  for (const row of document.querySelectorAll('.person')) {
    const waits = codes.has(row.dataset.ma)
    row.classList.toggle('is-waiting', waits)
    row.querySelector('.when-waiting').hidden = !waits
    row.querySelector('.when-waiting').textContent = waits ? box.dataset.cho : ''
  }
  const stuck = waiting.filter((one) => one.tried).length
  byId('hang-doi').hidden = !stuck
  byId('hang-doi').textContent = stuck ? fill(box.dataset[stopped ? 'het' : 'con'], waiting.length) : ''
  byId('khong-ghi').hidden = !refused.length
  byId('khong-ghi').querySelector('ul').replaceChildren(...refused.map(refusedLine))
}

const refusedLine = (one) => {
  const line = document.createElement('li')
  line.textContent = `${one.who}: ${one.says} `
  const seen = document.createElement('button')
  seen.type = 'button'
  seen.className = 'button button-quiet'
  seen.textContent = box.dataset.xem
  seen.addEventListener('click', () => {
    change((all) => { all.refused = all.refused.filter((other) => other.who !== one.who || other.says !== one.says) })
    paint()
  })
  line.append(seen)
  return line
}

// Search as one types, over what the page holds: with the line down too.

const fold = (text) => text.toLowerCase().replaceAll('đ', 'd').normalize('NFD').replace(/\p{M}/gu, '').trim()

const search = () => {
  const typed = byId('o-tim').value
  const words = fold(typed.includes('?ma=') ? typed.split('?ma=').pop() : typed).split(/\s+/)
  let seen = 0
  for (const row of document.querySelectorAll('#moi-nguoi .person')) {
    row.hidden = !words.every((word) => row.dataset.tim.includes(word))
    seen += row.hidden ? 0 : 1
  }
  byId('khong-thay').hidden = seen > 0
  return seen
}

const searchOnly = (event) => {
  event.preventDefault()
  if (search() === 1) document.querySelector('#moi-nguoi .person:not([hidden]) button:not([name=bo])')?.focus()
}

const standIn = (event) => {
  const link = event.target.closest('.stand-in')
  if (!link) return
  event.preventDefault()
  byId('them').open = true
  byId('replaces').value = link.closest('.person').dataset.ma
  byId('name').focus()
}

const deskName = () => {
  const field = byId('o-ban')
  try {
    field.value = field.value || localStorage.getItem('dondoc-ten-ban') || ''
    field.addEventListener('change', () => localStorage.setItem('dondoc-ten-ban', field.value))
  } catch { /* a browser that keeps nothing: the name is typed again */ }
}

box.hidden = false
deskName()
byId('ghi').addEventListener('submit', take)
byId('ghi-them').addEventListener('submit', take)
document.addEventListener('click', standIn)
byId('tim').addEventListener('submit', searchOnly)
byId('o-tim').addEventListener('input', search)
window.addEventListener('online', () => { pause = AGAIN_MS; send() })
paint()
send()
