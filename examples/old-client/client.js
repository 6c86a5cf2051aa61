// Written for the cloud, years ago, and left as it was.
var HOST = 'https://recognition.image.myqcloud.com/face/';

window.callFaceApi = (action, fields, done) => {
  var body = new FormData();
  body.append('appid', '1250000001');
  for (var name in fields) body.append(name, fields[name]);
  var request = new XMLHttpRequest();
  request.open('POST', HOST + action);
  request.setRequestHeader('Authorization', 'MTI1MDAwMDAwMQ==');
  request.onload = () => {
    var answer = JSON.parse(request.responseText);
    done(answer.code === 0 ? null : answer.message, answer.data);
  };
  request.onerror = () => {
    done('network');
  };
  request.send(body);
};
